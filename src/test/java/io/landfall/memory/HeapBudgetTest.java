package io.landfall.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeapBudgetTest {
    @Test
    void shouldGiveFiltersAnEighthOfTheHeapAndSegmentsWhatIsConfigured() {
        HeapBudget budget = HeapBudget.of(800, 300);

        assertThat(budget.filters().limit()).isEqualTo(100);
        assertThat(budget.segments().limit()).isEqualTo(300);
    }

    @Test
    void shouldKeepAccountsApart() {
        HeapBudget budget = HeapBudget.of(800, 300);
        HeapBudget other = HeapBudget.of(800, 300);

        budget.segments().add(300);

        assertThat(budget.segments().left()).isZero();
        assertThat(budget.filters().left()).isEqualTo(100);
        assertThat(other.segments().left()).isEqualTo(300);
    }

    @Test
    void shouldGiveNoMoreThanThereIs() {
        HeapAccount account = new HeapAccount(10);

        assertThat(account.take(7)).isTrue();
        assertThat(account.take(4)).isFalse();
        assertThat(account.left()).as("what was not given is not taken").isEqualTo(3);
        assertThat(account.take(3)).isTrue();
        assertThat(account.left()).isZero();
    }

    @Test
    void shouldCountWhatIsInUseAlreadyBeyondTheLimit() {
        HeapAccount account = new HeapAccount(10);

        assertThat(account.add(12)).isEqualTo(12);
        assertThat(account.left()).isEqualTo(-2);
        assertThat(account.add(-5)).isEqualTo(7);
        assertThat(account.take(3)).isTrue();
    }
}

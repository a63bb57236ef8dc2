package io.landfall.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * Virtual time. Owners run on threads of their own, so that production code can be suspended anywhere in a call to a port;
 * but one thread at a time has the baton, and who gets it next depends on virtual time alone. Everything that happens is
 * therefore in one order, which a seed repeats.
 */
final class Timeline implements AutoCloseable {
    /** Of its own: what a life keeps in its threads, as the gates do, ends with it. */
    private final ExecutorService threads = Executors.newCachedThreadPool(body -> {
        Thread thread = new Thread(body, "fiber");
        thread.setDaemon(true);
        return thread;
    });

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final List<Fiber> fibers = new ArrayList<>();
    private final Fiber main = new Fiber();
    private Fiber current = main;
    private long now;
    private long order;
    private boolean stopped;
    private Throwable failure;

    /** Ends a fiber, wherever it is: a process that dies does not clean up. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed", null, false, false);
        }
    }

    /** A thread that waits for the baton. */
    static final class Fiber {
        private volatile Thread thread;
        /** Of the event that wakes it, whichever else there are. */
        private long wakeOrder;

        private long wakeTime;
        private boolean killed;
        private volatile boolean baton;
        private volatile boolean finished;

        boolean isFinished() {
            return finished;
        }

        private void give() {
            baton = true;
            LockSupport.unpark(thread);
        }

        private void await() {
            while (!baton) {
                LockSupport.park(this);
            }
            baton = false;
        }
    }

    /** Something at a time: an action, or a fiber that goes on. */
    private record Event(long time, long order, Fiber fiber, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            int byTime = Long.compare(time, other.time);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    Timeline() {
        main.thread = Thread.currentThread();
    }

    /** Milliseconds since the simulation began. */
    long now() {
        return now;
    }

    /** Does something later. It may not sleep. */
    void after(long delay, Runnable action) {
        events.add(new Event(now + delay, order++, null, action));
    }

    /** Starts a fiber, at this moment. */
    Fiber start(Runnable body) {
        Fiber fiber = new Fiber();
        fibers.add(fiber);
        wake(fiber, now);
        threads.execute(() -> live(fiber, body));
        return fiber;
    }

    private void live(Fiber fiber, Runnable body) {
        fiber.thread = Thread.currentThread();
        fiber.await();
        try {
            if (!fiber.killed) {
                body.run();
            }
        } catch (Killed e) {
            // As asked.
        } catch (RuntimeException | Error e) {
            fail(e);
        }
        fiber.finished = true;
        passOn(fiber);
    }

    private void wake(Fiber fiber, long time) {
        fiber.wakeOrder = order;
        fiber.wakeTime = time;
        events.add(new Event(time, order++, fiber, null));
    }

    /** Lets time pass for the fiber that calls it; others go on meanwhile. */
    void sleep(long duration) {
        Fiber self = current;
        checkAlive();
        if (duration > 0) {
            wake(self, now + duration);
            passOn(self);
            checkAlive();
        }
    }

    /**
     * @throws Killed if the fiber that calls it was killed
     */
    void checkAlive() {
        if (current == null || current == main) {
            throw new IllegalStateException("only fibers can sleep");
        }
        if (current.killed) {
            throw new Killed();
        }
    }

    void kill(Fiber fiber) {
        if (!fiber.finished) {
            fiber.killed = true;
            wake(fiber, now);
        }
    }

    /** Nothing happens in a fiber for a while. */
    void stall(Fiber fiber, long duration) {
        if (!fiber.finished && !fiber.killed) {
            wake(fiber, Math.max(fiber.wakeTime, now + duration));
        }
    }

    /** A stalled fiber goes on. */
    void rouse(Fiber fiber) {
        if (!fiber.finished && !fiber.killed) {
            wake(fiber, now);
        }
    }

    void stop() {
        stopped = true;
    }

    /** Lets everything happen until somebody stops it. */
    void run() {
        passOn(main);
        if (failure != null) {
            throw new IllegalStateException("the simulation itself failed", failure);
        }
    }

    /** Gives the baton to whoever is next, and returns when it is back. */
    private void passOn(Fiber self) {
        Fiber next = next();
        current = next;
        if (next != self) {
            next.give();
            if (!self.finished) {
                self.await();
            }
        }
    }

    private Fiber next() {
        while (!stopped && !events.isEmpty()) {
            Event event = events.poll();
            if (event.fiber == null) {
                now = event.time;
                act(event.action);
            } else if (event.fiber.wakeOrder == event.order && !event.fiber.finished) {
                now = event.time;
                return event.fiber;
            }
        }
        return main;
    }

    private void act(Runnable action) {
        current = null;
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            fail(e);
        }
    }

    private void fail(Throwable cause) {
        failure = failure == null ? cause : failure;
        stopped = true;
    }

    /** Kills what still lives. */
    @Override
    public void close() {
        stopped = true;
        for (Fiber fiber : fibers) {
            if (!fiber.finished) {
                fiber.killed = true;
                current = fiber;
                fiber.give();
                main.await();
            }
        }
        threads.shutdown();
    }
}

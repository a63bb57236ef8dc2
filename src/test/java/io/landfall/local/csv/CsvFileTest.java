package io.landfall.local.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvFileTest {
    private static final String SECRET = "Ann Miller";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void shouldReadEachKindOfLineEnd(String end) throws IOException {
        String csv = "id,name%1,Ann%2,\"two\nlines\"%3,Bob".replace("%", end);
        assertThat(rows(csv, CsvOptions.NONE)).containsExactly("1: [1, Ann]", "2: [2, two\nlines]", "4: [3, Bob]");
        assertThat(rows(csv + end, CsvOptions.NONE)).hasSize(3);
    }

    @Test
    void shouldReadMixedLineEnds() throws IOException {
        assertThat(rows("id,name\r\n1,Ann\n2,Bob\r3,\"a\r\nb\rc\"\r\n4,Cy", CsvOptions.NONE))
                .containsExactly("1: [1, Ann]", "2: [2, Bob]", "3: [3, a\r\nb\rc]", "6: [4, Cy]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "id,name,of!,",
                "id;name;of!;",
                "'id\tname\tof'!'\t'",
                "id|name|of!|",
                "\"a;b\",name,of!,",
                "'a,b\tc\td'!'\t'"
            })
    void shouldFindTheSeparator(String header, String separator) throws IOException {
        String rows = "\n1%x%2026\n2%\"y%z\"%1,5 3;4\n".replace("%", separator);
        CsvFile file = open(header + (header.startsWith("a,b") ? rows.replace(",5", "") : rows), CsvOptions.NONE);
        assertThat(file.header()).hasSize(3);
        assertThat(file.layout().separator()).isEqualTo(separator.charAt(0));
    }

    @Test
    void shouldNotChooseBetweenTwoSeparators() throws IOException {
        String csv = "a;b,c\n1;2,5\n3;4,5\n";
        assertThatThrownBy(() -> open(csv, CsvOptions.NONE))
                .isInstanceOf(CsvException.class)
                .hasMessage(
                        "it.csv, line 1: \",\" and \";\" could each be the separator; say which, such as --separator \",\"");
        assertThat(rows(csv, separated(";"))).containsExactly("1: [1, 2,5]", "2: [3, 4,5]");
        assertThat(rows(csv, separated(","))).containsExactly("1: [1;2, 5]", "2: [3;4, 5]");
        assertThat(open("a:b\n1:2\n", separated(":")).header()).containsExactly("a", "b");
        assertThat(open("a\tb\n1\t2\n", separated("tab")).header()).containsExactly("a", "b");
        assertThat(open("a;b,c\n1;2\n", CsvOptions.NONE).header()).containsExactly("a", "b,c");
    }

    @Test
    void shouldTakeTheSeparatorThatSpreadsheetsName() throws IOException {
        CsvFile file = open("sep=;\r\nid;name;amount\r\n1;Ann;10,5\r\n", CsvOptions.NONE);
        assertThat(file.header()).containsExactly("id", "name", "amount");
        assertThat(file.layout().toString()).isEqualTo("UTF-8, separated by \";\", header in line 2");
        assertThat(open("sep=:\nid:name;x\n1:2;3\n", CsvOptions.NONE).header()).containsExactly("id", "name;x");
    }

    @Test
    void shouldPassOverBlankLinesAboveTheHeaderAndBelowIt() throws IOException {
        assertThat(rows("\n \r\nid,name\n\n1,Ann\n\n", CsvOptions.NONE))
                .containsExactly("3: [null]", "4: [1, Ann]", "5: [null]");
        assertThat(infer("\n \r\nid,name\n\n1,Ann\n\n").rows()).isEqualTo(1);
        assertThat(infer("id\n1\n\n2\n").rows())
                .as("in a single column it is an empty cell")
                .isEqualTo(3);
    }

    @Test
    void shouldKeepWhiteSpaceAndQuotesInsideCells() throws IOException {
        assertThat(rows("a,b\n x , \"y\"\n5\" pipe,\"say \"\"yes\"\"\"\n\t,\u00A0\n", CsvOptions.NONE))
                .containsExactly("1: [ x ,  \"y\"]", "2: [5\" pipe, say \"yes\"]", "3: [\t, \u00A0]");
    }

    @Test
    void shouldTellAnEmptyCellFromAnEmptyText() throws IOException {
        assertThat(rows("a,b,c\n,\"\",\n\"\",,x\n", CsvOptions.NONE))
                .containsExactly("1: [null, , null]", "2: [, null, x]");
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, UTF-8, true", "UTF-8, UTF-8, false", "UTF-16LE, UTF-16LE, true", "UTF-16BE, UTF-16BE, true",
        "UTF-16BE, UTF-16, true", "UTF-16LE, UTF-16, true", "UTF-16LE, UTF-16LE, false", "UTF-32LE, UTF-32LE, true",
        "windows-1252, windows-1252, false", "ISO-8859-1, latin1, false",
    })
    void shouldReadTheEncodingThatIsMarkedOrGiven(Charset charset, String given, boolean marked) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(((marked ? "\uFEFF" : "") + "Größe,b\n\"ü\r\nß\",é\n").getBytes(charset));
        CsvOptions options = CsvOptions.of(Optional.of(given), Optional.empty(), OptionalLong.empty());
        assertThat(rows(bytes.toByteArray(), options)).containsExactly("1: [ü\r\nß, é]");
        if (marked) {
            CsvFile file = open(bytes.toByteArray(), CsvOptions.NONE);
            assertThat(file.header()).containsExactly("Größe", "b");
            assertThat(file.layout().charset()).isEqualTo(charset);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8_190, 70_000})
    void shouldSayWhereBytesAreNotOfTheEncoding(int before) throws IOException {
        String csv = "id,name\n" + "1,x\n".repeat(before / 4) + "2,caf";
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(csv.getBytes(StandardCharsets.UTF_8));
        bytes.write("é\n3,y\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> inferBytes(bytes.toByteArray()))
                .hasMessage(
                        "it.csv, line %d, character 6: bytes that are not UTF-8; give the file's encoding, such as"
                                + " --encoding windows-1252",
                        before / 4 + 2);
    }

    @Test
    void shouldRefuseAnEncodingThatTheMarkContradicts() {
        byte[] bytes = "\uFEFFa\n1\n".getBytes(StandardCharsets.UTF_16LE);
        CsvOptions options = CsvOptions.of(Optional.of("UTF-8"), Optional.empty(), OptionalLong.empty());
        assertThatThrownBy(() -> open(bytes, options))
                .hasMessage(
                        "it.csv begins with the byte order mark of UTF-16LE, and --encoding is UTF-8; leave it out");
        assertThatThrownBy(() -> CsvOptions.of(Optional.of("klingon"), Optional.empty(), OptionalLong.empty()))
                .isInstanceOf(CsvException.class)
                .hasMessageStartingWith("--encoding: there is no encoding klingon");
        assertThatThrownBy(() -> separated("::")).hasMessage("--separator is one character, or tab");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "id,name\\n1,\"$\\n2,x\\n!, line 2, character 3: a quote is opened here and not closed by the end of the file",
                "id,name\\n1,x\\n2,\"$\" y\\n!, line 3, character 15: text after a closing quote",
                "id,name\\n1,\"$\"\"\" \\n!, line 2, character 17: text after a closing quote",
                "id,name\\n1,\"a\\nb\"$\\n!, line 3, character 3: text after a closing quote",
                "\"id,name\\n1,$\\n!, line 1, character 1: a quote is opened here and not closed by the end of the file",
                "id,name\\n1,$\\u0000\\n!, line 2, character 13: a NUL character",
                "id,name\\n!: no rows below",
                "id,name!: no rows below",
                "`` !: it is empty",
                "\\n\\n!: it is empty",
                "id,name\\n1,$,3\\n2,x\\n!: the header in line 1 has 2 cells, but line 2 has 3 cells. Give each row as many cells",
                "id,name\\n1,$\\n2\\n!: the header in line 1 has 2 cells, but line 3 has 1 cell. Give each row as many cells",
                "id,name\\n1,$\\n \\n!: the header in line 1 has 2 cells, but line 3 has 1 cell.",
                "id,name\\n1\\n2\\n3\\n4\\n5\\n6\\n7,a\\n!line 5 has 1 cell, line 6 has 1 cell, and 1 more rows differ",
                "$ of today\\nid,name,n\\n1,Bob,2\\n!: the header in line 1 has 1 cell, but line 2 has 3 cells, line 3 has 3 cells. If line 2 is",
                "# $\\nid;name;n\\n1;Bob;2\\n!If line 2 is the header, give --header-line 2",
                "$, of today\\nid,name,n\\n1,Bob,2\\n!If line 2 is the header, give --header-line 2",
            })
    void shouldRefuseWhatWouldLoseSomething(String text, String message) {
        String csv = text.trim()
                .replace("\\n", "\n")
                .replace("\\u0000", "\0")
                .replace("$", SECRET)
                .replace("``", "");
        assertThatThrownBy(() -> infer(csv))
                .isInstanceOf(CsvException.class)
                .hasMessageStartingWith("it.csv")
                .hasMessageContaining(message.startsWith(": no") ? "and no rows below it" : message)
                .message()
                .doesNotContain(SECRET, "Ann", "Bob")
                .doesNotContain("org.apache", "java.");
    }

    @Test
    void shouldSkipWhatTheUserSaysIsNoHeader() throws IOException {
        String csv = "Report of \"today\nall, numbers\r\nid,name\n1,Ann\n";
        CsvOptions third = CsvOptions.of(Optional.empty(), Optional.empty(), OptionalLong.of(3));
        assertThat(rows(csv, third)).containsExactly("3: [1, Ann]");
        assertThat(open(csv, third).header()).containsExactly("id", "name");
        CsvOptions tenth = CsvOptions.of(Optional.empty(), Optional.empty(), OptionalLong.of(10));
        assertThatThrownBy(() -> open(csv, tenth)).hasMessage("it.csv has only 4 lines; see --header-line");
        assertThatThrownBy(() -> CsvOptions.of(Optional.empty(), Optional.empty(), OptionalLong.of(0)))
                .hasMessage("--header-line counts from 1");
    }

    @Test
    void shouldHoldLongRowsAndRefuseThoseThatKafkaWould() throws IOException {
        String cell = "x".repeat(900_000);
        assertThat(infer("id,name\n1," + cell + "\n").rows()).isEqualTo(1);
        assertThatThrownBy(() -> infer("id,name\n1,a\n2," + cell + cell + "\n"))
                .hasMessageStartingWith("it.csv, line 3: a row of more than 1,000,000 characters");
        assertThatThrownBy(() -> infer("id,name\n1," + "é".repeat(600_000) + "\n"))
                .hasMessageStartingWith("it.csv, line 2: a row of 1,200,013 bytes");
        assertThatThrownBy(() -> infer("id,name\n1,\"a\n" + "2,b\n".repeat(300_000)))
                .hasMessageStartingWith("it.csv, line 2, character 3: a quote is opened here and not closed within");
    }

    @Test
    void shouldReadGzipOfSeveralMembersWhateverTheName() throws IOException {
        byte[] both = concat(gzip("id,name\n1,Ann\n"), gzip("2,Bob\n"));
        assertThat(rows(both, CsvOptions.NONE)).containsExactly("1: [1, Ann]", "2: [2, Bob]");
    }

    @Test
    void shouldRefuseGzipThatIsCutOffOrDamaged() throws IOException {
        Random random = new Random(7);
        StringBuilder csv = new StringBuilder("id,name\n");
        for (int i = 0; i < 30_000; i++) {
            csv.append(i).append(',').append(random.nextLong()).append('\n');
        }
        byte[] whole = gzip(csv.toString());
        for (int length : new int[] {whole.length - 1, whole.length - 9, whole.length / 2, 200, 12, 5, 2}) {
            assertThatThrownBy(() -> inferBytes(Arrays.copyOf(whole, length)))
                    .as("%d bytes", length)
                    .isInstanceOf(CsvException.class)
                    .hasMessageContaining("is a gzip file that is cut off or damaged");
        }
        assertThatThrownBy(() -> inferBytes(concat(whole, new byte[] {1, 2, 3})))
                .hasMessageContaining("cut off or damaged after line 30001");
        byte[] second = gzip("30000,x\n");
        second[1] = 0;
        assertThatThrownBy(() -> inferBytes(concat(whole, second))).hasMessageContaining("cut off or damaged after");
        byte[] flipped = whole.clone();
        flipped[whole.length - 6] ^= 1;
        assertThatThrownBy(() -> inferBytes(flipped)).hasMessageContaining("cut off or damaged after");
    }

    @Test
    void shouldRefuseWhatIsNoFileOfText() throws IOException {
        assertThatThrownBy(() -> CsvFile.open(folder.resolve("none.csv"))).hasMessageStartingWith("there is no file");
        assertThatThrownBy(() -> CsvFile.open(folder)).hasMessageContaining("is not a regular file");
        assertThatThrownBy(() -> open(new byte[] {'P', 'K', 3, 4, 0, 0}, CsvOptions.NONE))
                .hasMessageContaining("is a ZIP archive or a workbook");
        assertThatThrownBy(() -> open("BZh91AY".getBytes(StandardCharsets.UTF_8), CsvOptions.NONE))
                .hasMessage("it.csv is compressed with bzip2; decompress it, or compress it with gzip");
        assertThatThrownBy(() -> open("a,b\n".getBytes(StandardCharsets.UTF_16LE), CsvOptions.NONE))
                .hasMessageContaining("give --encoding UTF-16LE");
    }

    private CsvSchema infer(String csv) throws IOException {
        return inferBytes(csv.getBytes(StandardCharsets.UTF_8));
    }

    private CsvSchema inferBytes(byte[] csv) throws IOException {
        CsvFile file = open(csv, CsvOptions.NONE);
        return CsvSchema.infer(file, CsvNames.of(file.header()), Map.of());
    }

    private List<String> rows(String csv, CsvOptions options) throws IOException {
        return rows(csv.getBytes(StandardCharsets.UTF_8), options);
    }

    /** The number of the row's line below that of the header's, and its cells. */
    private List<String> rows(byte[] csv, CsvOptions options) throws IOException {
        List<String> rows = new ArrayList<>();
        CsvFile file = open(csv, options);
        file.forEach(row -> rows.add((row.line() - 1) + ": " + row.cells()));
        return rows;
    }

    private CsvFile open(String csv, CsvOptions options) throws IOException {
        return open(csv.getBytes(StandardCharsets.UTF_8), options);
    }

    private CsvFile open(byte[] csv, CsvOptions options) throws IOException {
        return CsvFile.open(Files.write(folder.resolve("it.csv"), csv), options);
    }

    private static CsvOptions separated(String separator) {
        return CsvOptions.of(Optional.empty(), Optional.of(separator), OptionalLong.empty());
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}

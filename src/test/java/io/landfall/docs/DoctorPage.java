package io.landfall.docs;

import io.landfall.doctor.CheckName;
import io.landfall.doctor.Fault;
import io.landfall.doctor.Group;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code landfall doctor} checks and can find, read from the code. */
final class DoctorPage {
    private static final String ABOUT =
            """
            # Doctor: is everything as it has to be?

            ```
            landfall doctor --config landfall.yaml --env production
            ```

            looks at everything that Landfall depends on, side by side, and says how to mend what is not as it has to be.

            | option | |
            |---|---|
            | `--only GROUP[,GROUP]` | only these groups of checks (configuration, kafka, registry, landing, databricks, tables), and the checks that they need |
            | `--timeout TIME` | how long one check may take, 10s by default. One that takes longer is reported as `late`; nothing waits for it |
            | `--warehouse-id ID` | asks this Databricks SQL warehouse for the newest row of each table. It may have to start, so give it time: `--timeout 2m` |
            | `--json` | the report as JSON |

            **Exit codes**: 0 nothing failed, though there may be warnings; 1 something failed; 2 bad usage. A configuration that cannot be used is a
            failure here, and everything else is skipped.

            It reads, and changes nothing, but for one object of eight bytes: `<landing.root>/_landfall/doctor-<a new id>`, which it writes, tries to
            overwrite, and removes. Where its user may not remove objects (the service's role may not, on purpose), that is a warning which
            names what was left. The report never holds a secret or a record's value, and of errors that may quote one only the kind.

            **Who is asked.** Kafka, registry and S3 with the logins of `landfall.yaml`: run it where the service runs, with the service's
            role, to see what the service sees. Databricks with the SDK's usual settings: `DATABRICKS_HOST` with `DATABRICKS_TOKEN`, or with
            `DATABRICKS_CLIENT_ID` and `DATABRICKS_CLIENT_SECRET`, or a profile of `~/.databrickscfg` (`DATABRICKS_CONFIG_PROFILE`). Where there are none of
            them, the checks of Databricks and of the tables are skipped, which is no failure. Names in the workspace are those that
            [Terraform](../terraform/modules/databricks/README.md) makes of `landfall.yaml` and `--env`.

            ## What it looks like

            A part of the report of a test, whose workspace refuses the login:

            ```
            ok      configuration/references                   all resolved; KeyRing[current=k1, ids=[k1]]
            ok      kafka/topics              doctor-shipped   exists
            warn    kafka/groups              doctor-shipped   The consumer group has no members
                                                               Remedy: Nobody reads these topics: is the service running, and what does its log say?
            ok      kafka/retention           bz_orders        0 offsets of doctor-shipped to land; kept for ever
            ok      landing/create-only                        a second write is refused, at once and in parts
            FAIL    databricks/login                           Databricks refuses the login (401), or there is none: UNAUTHENTICATED
                                                               Remedy: Make a new token, or log in again (databricks auth login), or check client id and secret: …
            skipped databricks/jobs                            needs databricks/login, which failed

            failed: 21 ok, 3 warn, 1 fail, 13 skipped
            ```

            `warn` means that Landfall works, but not as it should, or not for long, or that this user may not look; `fail` that it does not
            work. What needs a check that failed is skipped, so a broker that is away is one failure and not six. In a terminal the first word has a colour,
            unless `NO_COLOR` is set.

            ## What it checks

            """;

    private static final String FAULTS =
            """

            Some details:

            - **Rights in Kafka** are what the brokers say this login may do. That takes no right to see ACLs; rights on topics that do not exist
              yet, and on transactional ids, cannot be asked for.
            - **Retention** is compared without reading a record: the brokers say at which offset the younger half of `retention.ms` begins. For
              `retention.bytes` all records of a partition count as equally large.
            - **Compatibility** is asked, not looked up: would the registry let in the newest schema with a field more that has no default?
              Nothing is registered.
            - **Privileges** are the effective ones of the service principal that each job runs as. Those that it has as a member of a group may not
              show.
            - **The jar's version** is the one in the manifest of the jar that the jobs name, compared with this program's.
            - **Columns**: a bronze table follows its schema when the first segment with the new columns is ingested, so being behind is a warning
              only. Fields inside of structs, arrays and maps count as well, and are named with dots: `lines.element.price`.
            - **Freshness** without a warehouse is the end of the job's last successful run. A job that is triggered by files, or that runs all the
              time and is at work, is not late.

            ## What it can find, and the remedy

            """;

    private static final String JSON =
            """

            ## JSON

            One document. Keys may be added, and are never renamed or removed while `format` is 2; what does not apply is left out.

            | key | |
            |---|---|
            | `format` | 2 |
            | `passed` | whether nothing failed |
            | `ok`, `warn`, `fail`, `skipped` | how many findings are so |
            | `findings[]` | `check`: the names above; `status`: `ok`, `warn`, `fail`, `skipped`; `subject`: a topic, a table, …; `found` in words; `fault`: the names above; `remedy`: what to do |

            ```
            landfall doctor --config landfall.yaml --json | jq -r '.findings[] | select(.status == "fail") | [.check, .subject, .found] | @tsv'
            ```
            """;

    private DoctorPage() {}

    static String of() {
        StringBuilder page = new StringBuilder(ABOUT).append(Markdown.head("check", "asks", "needs"));
        for (Group group : Group.values()) {
            Arrays.stream(CheckName.values())
                    .filter(check -> check.group() == group)
                    .forEach(check -> page.append(Markdown.row(
                            List.of(Markdown.code(check.code()), Markdown.text(check.question()), needs(check)))));
        }
        page.append(FAULTS).append(Markdown.head("fault", "", "means", "remedy"));
        for (Fault fault : Fault.values()) {
            page.append(Markdown.row(List.of(
                    Markdown.code(fault.code()),
                    fault.status().code(),
                    Markdown.text(fault.meaning()),
                    Markdown.text(fault.remedy()))));
        }
        return page.append(JSON).toString();
    }

    private static String needs(CheckName check) {
        return check.needs().stream()
                .sorted()
                .map(needed -> Markdown.code(needed.code()))
                .collect(Collectors.joining(", "));
    }
}

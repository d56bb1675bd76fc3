package dev.graphiti.migrator.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.graphiti.migrator.ledger.json.LedgerJson;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;

/** {@code report.json}: the components of {@link RunReport}, and what scripts would else have to compute. */
final class ReportJson {
    private ReportJson() {}

    static String write(RunReport report) {
        ObjectNode json = LedgerJson.MAPPER.createObjectNode();
        json.put("schema_version", report.schemaVersion());
        json.putObject("verdict")
                .put("sum_holds", report.sum().holds())
                .put("changed_nothing", report.changedNothing())
                .put("sentence", report.sentence());
        json.put("duration_seconds", report.duration().toMillis() / 1000.0);
        json.put("records_per_second", report.recordsPerSecond());
        json.setAll(LedgerJson.MAPPER.<ObjectNode>valueToTree(report));
        return LedgerJson.write(json);
    }

    static RunReport read(String json, String where) {
        RunReport report = LedgerJson.read(json, RunReport.class, where);
        if (report.schemaVersion() != RunReport.SCHEMA_VERSION) {
            throw new MigratorException(
                    Fault.SOURCE,
                    "%s has schema version %d, this version reads %d; use the version that wrote it"
                            .formatted(where, report.schemaVersion(), RunReport.SCHEMA_VERSION));
        }
        return report;
    }
}

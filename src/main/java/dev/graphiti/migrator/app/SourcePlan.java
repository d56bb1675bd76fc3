package dev.graphiti.migrator.app;

import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.source.PassedOver;
import dev.graphiti.migrator.source.RecordSource;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.Survey;
import java.io.IOException;
import java.util.List;

/**
 * What there is to read, found out before anything else is started.
 *
 * @param passedOver what was found and is not read
 * @param estimate what reading it will take, one sentence; empty where the source has nothing to say
 */
public record SourcePlan(List<SourceSplit> splits, List<PassedOver> passedOver, String estimate) {
    /**
     * Asks the source of a configuration.
     *
     * @throws MigratorException when it cannot be read, or is not there
     */
    public static SourcePlan of(MigrationConfig config) {
        RecordSource source = config.source().source();
        try {
            Survey survey = source.survey();
            return new SourcePlan(survey.splits(), survey.passedOver(), source.estimate(survey.splits()));
        } catch (IOException e) {
            throw new MigratorException(Fault.SOURCE, "The source cannot be read: " + e.getMessage(), e);
        }
    }

    /** The sum over all splits, in what the source counts in; 0 where it is not known. */
    long size() {
        return splits.stream().mapToLong(SourceSplit::size).sum();
    }
}

package dev.graphiti.migrator.migrate;

import dev.graphiti.migrator.app.MigrationConfig;
import dev.graphiti.migrator.app.Preflight;
import dev.graphiti.migrator.job.Console;
import dev.graphiti.migrator.job.FlinkEnvironmentInfo;
import dev.graphiti.migrator.job.FlinkRest;
import dev.graphiti.migrator.job.JobFailure;
import dev.graphiti.migrator.job.JobWatcher;
import dev.graphiti.migrator.model.MigratorException.Fault;
import dev.graphiti.migrator.model.RunClaim;
import dev.graphiti.migrator.pipeline.PipelineBuilder;
import dev.graphiti.migrator.run.Resumption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the job, on the cluster that called us or in this process, and follows it to its end. */
final class JobLaunch {
    private static final Logger LOG = LoggerFactory.getLogger(JobLaunch.class);
    private static final int LOCAL_PARALLELISM =
            Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));

    private final MigrationConfig config;
    private final RunChoice choice;
    private final RunClaim claim;
    private final Preflight preflight;
    private final Console console;

    JobLaunch(MigrationConfig config, RunChoice choice, RunClaim claim, Preflight preflight, Console console) {
        this.config = config;
        this.choice = choice;
        this.claim = claim;
        this.preflight = preflight;
        this.console = console;
    }

    /** Submits the job; while a process of its own runs it, this one may end. */
    JobClient submit(StreamExecutionEnvironment env) {
        new PipelineBuilder(config, choice.run(), claim, preflight.vectorSpace()).buildOn(env);
        try {
            return env.executeAsync("graphiti-migrator " + choice.run().id());
        } catch (Exception e) {
            throw explained(e, env);
        }
    }

    /** Returns when the job has ended without a failure: the source is exhausted, or it was stopped. */
    JobWatcher.End follow(JobClient job, StreamExecutionEnvironment env) {
        FlinkRest rest = new FlinkRest(
                new FlinkEnvironmentInfo(env.getConfiguration()).restUrl(),
                job.getJobID().toHexString());
        JobWatcher follower =
                new JobWatcher(rest, PipelineBuilder.STAGES, preflight.plan().size(), console);
        try {
            return follower.follow(job, env.getParallelism(), env instanceof LocalStreamEnvironment);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JobFailure("interrupted", e);
        } catch (JobFailure e) {
            throw e;
        } catch (Exception e) {
            throw explained(e, env);
        }
    }

    StreamExecutionEnvironment environment(@Nullable Integer askedParallelism) {
        Integer parallelism =
                askedParallelism != null ? askedParallelism : config.run().parallelism();
        Configuration settings = JobSettings.ofJob(config, choice);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        if (env instanceof LocalStreamEnvironment) {
            int local = parallelism != null ? parallelism : LOCAL_PARALLELISM;
            Configuration both = JobSettings.ofLocalCluster(local);
            both.addAll(settings);
            env = StreamExecutionEnvironment.createLocalEnvironment(local, both);
        } else if (parallelism != null) {
            env.setParallelism(parallelism);
        }
        return env;
    }

    private JobFailure explained(Exception failure, StreamExecutionEnvironment env) {
        Resumption resumption = Resumption.of(choice.run(), config.checkpoint().directory(), choice.savepoint());
        JobFailure explained = JobFailure.of(failure, resumption, env instanceof LocalStreamEnvironment);
        if (explained.fault() == Fault.JOB) {
            LOG.error("The job of run {} failed", choice.run().id(), failure);
        }
        return explained;
    }
}

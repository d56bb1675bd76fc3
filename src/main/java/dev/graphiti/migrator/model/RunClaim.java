package dev.graphiti.migrator.model;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a job shows to prove that it owns its run.
 *
 * @param token of the submission, as in {@link RunOwner}
 * @param lease for how long the run stays owned after the last renewal
 */
public record RunClaim(String runId, String jobId, String token, Duration lease) implements Serializable {}

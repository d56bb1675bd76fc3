package dev.graphiti.migrator.crash;

/** A cluster with two TaskManagers of two slots each, whose processes can be killed. */
interface MortalCluster extends FlinkCluster, AutoCloseable {
    /** Kills the one of this number, from 1. */
    void killTaskManager(int number);

    void killJobManager();

    /** Starts what was killed, and waits until all slots are there. */
    void startAgain();

    @Override
    void close();
}

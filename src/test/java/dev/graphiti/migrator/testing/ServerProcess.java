package dev.graphiti.migrator.testing;

import java.util.List;
import java.util.Map;

/** A server as a process of this machine, which a script of the project runs. */
final class ServerProcess implements Server {
    private final Script script;
    private final String pidFile;
    private final List<String> options;
    private boolean emptyFirst;
    private boolean isKnown;

    /** The options are those of its first start; later ones keep the ports. */
    ServerProcess(Script script, String pidFile, List<String> options) {
        this.script = script;
        this.pidFile = pidFile;
        this.options = List.copyOf(options);
    }

    /** Without the data that an earlier JVM has left. */
    ServerProcess emptied() {
        emptyFirst = true;
        return this;
    }

    @Override
    public void start() {
        if (emptyFirst && !isKnown) {
            script.run("wipe", "--yes");
        }
        script.run("start", isKnown ? new String[0] : options.toArray(String[]::new));
        isKnown = true;
    }

    @Override
    public void stop() {
        script.run("stop");
    }

    @Override
    public void kill() {
        script.run("kill");
    }

    @Override
    public Map<String, String> environment() {
        return script.environment();
    }

    @Override
    public long pid() {
        return script.pid(pidFile);
    }
}

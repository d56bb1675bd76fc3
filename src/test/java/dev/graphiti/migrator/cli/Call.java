package dev.graphiti.migrator.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.function.Consumer;
import picocli.CommandLine;

/** One call of the command line in this process, and what it has printed. */
record Call(int code, String out, String err) {
    static Call of(String... arguments) {
        return of(line -> {}, arguments);
    }

    /** The same; each line that it prints is shown, before it does anything else. */
    static Call of(Consumer<String> shown, String... arguments) {
        StringWriter out = new StringWriter() {
            private int from;

            @Override
            public void flush() {
                int end = getBuffer().lastIndexOf("\n");
                if (end >= from) {
                    String lines = getBuffer().substring(from, end);
                    from = end + 1;
                    lines.lines().forEach(shown);
                }
            }
        };
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int code = commandLine
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
        return new Call(code, out.toString(), err.toString());
    }
}

package dev.graphiti.migrator.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;

/** One call of the command line in this process, and what it has printed. */
record Call(int code, String out, String err) {
    static Call of(String... arguments) {
        return printingTo(new StringWriter(), arguments);
    }

    /** The same, with an output that can be looked at before the end. */
    static Call printingTo(StringWriter out, String... arguments) {
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

package dev.graphiti.migrator.config;

import java.io.Serializable;

/** A value that must not be seen: its text form is three stars. */
public record Secret(String value) implements Serializable {
    @Override
    public String toString() {
        return "***";
    }
}

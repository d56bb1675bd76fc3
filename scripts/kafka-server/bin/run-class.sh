#!/usr/bin/env bash
# Runs a command of Kafka: class, arguments.
exec java -XX:TieredStopAtLevel=1 -Dlog4j2.level=ERROR -cp "$KAFKA_HOME/libs/*" "$@"

#!/usr/bin/env bash
exec "${0%/*}/run-class.sh" org.apache.kafka.tools.ConsoleProducer "$@"

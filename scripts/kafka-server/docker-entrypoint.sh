#!/usr/bin/env bash
# Starts a Kafka broker in a container. As in the official image, a variable such as KAFKA_NODE_ID sets node.id.
set -euo pipefail

properties=/tmp/server.properties
: "${KAFKA_LOG_DIRS:=/var/lib/kafka/data}"
for variable in "${!KAFKA_@}"; do
  name=${variable#KAFKA_}
  case $name in HOME | HEAP_OPTS) continue ;; esac
  name=${name,,}
  printf '%s=%s\n' "${name//_/.}" "${!variable}"
done >"$properties"

cat >/tmp/log4j2.properties <<'END'
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %d{ISO8601} %-5p %c{1} %m%n
END
java=(java -Dlog4j2.configurationFile=/tmp/log4j2.properties -cp "$KAFKA_HOME/libs/*")
"${java[@]}" -XX:TieredStopAtLevel=1 kafka.tools.StorageTool format --ignore-formatted \
  --cluster-id "${CLUSTER_ID:-5L6g3nShT-eMCtK--X86sw}" --config "$properties"
read -r -a heap <<<"${KAFKA_HEAP_OPTS:--Xmx512m}"
exec "${java[@]}" "${heap[@]}" -XX:+UseG1GC -XX:+ExitOnOutOfMemoryError kafka.Kafka "$properties"

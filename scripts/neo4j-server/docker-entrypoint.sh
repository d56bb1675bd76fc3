#!/usr/bin/env bash
# Starts Neo4j in a container. As in the official image, NEO4J_AUTH=neo4j/PASSWORD sets the initial password, and a variable
# such as NEO4J_server_memory_heap_max__size sets server.memory.heap.max_size.
set -euo pipefail

# Settings of the launcher of the official image, which is not part of this one.
jvm=(
  -Xmx512m
  -XX:+UseG1GC -XX:-OmitStackTraceInFastThrow -XX:+UnlockExperimentalVMOptions -XX:+TrustFinalNonStaticFields
  -XX:+DisableExplicitGC -Djdk.nio.maxCachedBufferSize=1024 -Dio.netty.tryReflectionSetAccessible=true
  --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED
  --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED
  --enable-native-access=ALL-UNNAMED -Dlog4j2.disable.jmx=true -Dlog4j.layout.jsonTemplate.maxStringLength=32768
)
settings=(
  server.default_listen_address=0.0.0.0
  server.directories.data=/data
  server.directories.logs=/logs
  dbms.usage_report.enabled=false
)
for variable in "${!NEO4J_@}"; do
  name=${variable#NEO4J_}
  case $name in
    AUTH | HOME | CONF) continue ;;
    server_memory_heap_max__size) jvm[0]=-Xmx${!variable} ;;
  esac
  name=${name//__/:}
  name=${name//_/.}
  settings+=("${name//:/_}=${!variable}")
done

export NEO4J_CONF=$NEO4J_HOME/conf CLASSPATH="$NEO4J_HOME/lib/*"
printf '%s\n' "${settings[@]}" >"$NEO4J_CONF/neo4j.conf"
if [[ ${NEO4J_AUTH:-} == neo4j/* && ! -e /data/dbms/auth.ini ]]; then
  printf %s "${NEO4J_AUTH#neo4j/}" >"$NEO4J_CONF/password"
  java -XX:TieredStopAtLevel=1 org.neo4j.cli.AdminTool dbms set-initial-password "@$NEO4J_CONF/password"
  rm "$NEO4J_CONF/password"
fi
exec java "${jvm[@]}" org.neo4j.server.CommunityEntryPoint --home-dir="$NEO4J_HOME" --config-dir="$NEO4J_CONF" --console-mode

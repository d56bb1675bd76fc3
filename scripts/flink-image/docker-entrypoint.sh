#!/usr/bin/env bash
# Starts a Flink process in a container, with the same commands and variables as the official image.
set -euo pipefail

usage() {
  cat <<'END'
Usage: docker-entrypoint.sh COMMAND [ARGUMENT]...

Commands:
  jobmanager       the JobManager of a session cluster
  standalone-job   the JobManager of one job (application mode)
  taskmanager      a TaskManager
  help             print this help

Any other command is executed as it is. ARGUMENTs are passed to Flink, for example -D key=value.

Variables:
  FLINK_PROPERTIES                    settings, one "key: value" per line
  JOB_MANAGER_RPC_ADDRESS             address of the JobManager                    [the name of this container]
  TASK_MANAGER_NUMBER_OF_TASK_SLOTS   slots of a TaskManager                       [number of processors]
  DISABLE_JEMALLOC                    "true" selects the allocator of the C library
END
}

# Flink's tool merges the settings into a copy of the configuration, so the file system of the image can be read-only. It is
# called directly: Flink's script for it splits values that contain spaces, so that 60 s becomes 60 ms.
configure() {
  local line merged settings=(
    -D "jobmanager.rpc.address=${JOB_MANAGER_RPC_ADDRESS:-$(hostname)}" -D blob.server.port=6124
  )
  [[ $1 != taskmanager ]] ||
    settings+=(-D "taskmanager.numberOfTaskSlots=${TASK_MANAGER_NUMBER_OF_TASK_SLOTS:-$(nproc)}")
  while IFS= read -r line; do
    [[ $line =~ ^[[:space:]]*([^#:[:space:]]+):[[:space:]]+(.*[^[:space:]]) ]] || continue
    settings+=(-D "${BASH_REMATCH[1]}=${BASH_REMATCH[2]}")
  done <<<"${FLINK_PROPERTIES:-}"

  FLINK_CONF_DIR=$(mktemp -d "${TMPDIR:-/tmp}/flink-conf.XXXXXX")
  export FLINK_CONF_DIR
  cp "$FLINK_HOME"/conf/* "$FLINK_CONF_DIR"
  merged=$(java -XX:TieredStopAtLevel=1 -cp "$FLINK_HOME/bin/bash-java-utils.jar:$(echo "$FLINK_HOME"/lib/flink-dist-*.jar)" \
    org.apache.flink.runtime.util.bash.BashJavaUtils UPDATE_AND_GET_FLINK_CONFIGURATION --configDir "$FLINK_CONF_DIR" "${settings[@]}")
  sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p' <<<"$merged" >"$FLINK_CONF_DIR/config.yaml"
}

# A container that is started as root, without --user, continues as the user flink.
((EUID != 0)) || exec setpriv --reuid=9999 --regid=9999 --clear-groups "$0" "$@"

# The allocator of the C library fragments the native memory of RocksDB.
[[ ${DISABLE_JEMALLOC:-false} == true ]] || export LD_PRELOAD=libjemalloc.so.2

command=${1:-help}
case $command in
  jobmanager | standalone-job | taskmanager)
    shift
    configure "$command"
    exec "$FLINK_HOME/bin/$command.sh" start-foreground "$@"
    ;;
  help) usage ;;
  *) exec "$@" ;;
esac

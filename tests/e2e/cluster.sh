#!/bin/sh
# docs/cluster as it stands: GNU parallel, a Slurm array job under a real slurmctld and slurmd on this machine, and the
# Kubernetes Jobs' own commands and environment, run by hand for each index. Each gives the bytes of one build.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
small_script "$work/scripts/one"
small_script "$work/scripts/two"
sed -i 's/听一听水声/听一听风声/' "$work/scripts/two/article.md"
cd "$work" || exit 1
for tour in one two; do
    check "tour $tour in one build" daolan build "scripts/$tour" -o "whole/$tour" --quiet
done
clips=$(find "$DAOLAN_CACHE" -name '*.opus' | wc -l)
all() { tree_sum "$1/one" && tree_sum "$1/two"; }
afresh() { rm -rf "$DAOLAN_CACHE" audio; }

afresh
if have parallel; then
    check 'GNU parallel: four shares' sh -c 'parallel --will-cite "$DAOLAN" build scripts/one --quiet --shard {}/4 ::: 1 2 3 4'
    check 'and the last build' daolan build scripts/one -o audio/one
    says 'renders nothing' '\(0 rendered\)' "$work/err"
    same 'and publishes the same bytes' "$(tree_sum whole/one)" "$(tree_sum audio/one)"
else
    skip 'cluster: GNU parallel is not installed'
fi

# A cluster of this one machine, with a munge daemon of its own.
start_slurm() {
    mkdir -p slurm/spool slurm/state
    head -c 128 /dev/urandom >slurm/munge.key && chmod 400 slurm/munge.key
    munged --socket="$work/slurm/munge.sock" --key-file="$work/slurm/munge.key" --pid-file="$work/slurm/munged.pid" \
        --log-file="$work/slurm/munged.log" --seed-file="$work/slurm/munged.seed" --force || return 1
    host=$(uname -n | cut -d. -f1)
    cat >slurm/slurm.conf <<EOF
ClusterName=daolan
SlurmctldHost=$host(127.0.0.1)
SlurmUser=$(id -un)
SlurmdUser=$(id -un)
AuthInfo=socket=$work/slurm/munge.sock
SlurmctldPort=$1
SlurmdPort=$2
StateSaveLocation=$work/slurm/state
SlurmdSpoolDir=$work/slurm/spool
SlurmctldPidFile=$work/slurm/slurmctld.pid
SlurmdPidFile=$work/slurm/slurmd.pid
SlurmctldLogFile=$work/slurm/slurmctld.log
SlurmdLogFile=$work/slurm/slurmd.log
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_Core
SchedulerParameters=sched_interval=1
ReturnToService=2
MpiDefault=none
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=all Nodes=$host Default=YES State=UP
EOF
    SLURM_CONF=$work/slurm/slurm.conf
    export SLURM_CONF
    slurmctld >/dev/null 2>&1 && slurmd >/dev/null 2>&1 || return 1
    for _ in $(seq 60); do
        [ "$(sinfo -h -o %t 2>/dev/null)" = idle ] && return
        sleep 0.5
    done
    return 1
}

stop_slurm() {
    for daemon in slurmd slurmctld munged; do
        [ ! -s "$work/slurm/$daemon.pid" ] || kill "$(cat "$work/slurm/$daemon.pid")" 2>/dev/null
    done
    sleep 1
}

free_port() {
    "$PYTHON" -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'
}

afresh
if have slurmctld && have slurmd && have munged && have sbatch; then
    trap 'stop_slurm; rm -rf "$work"' EXIT
    if start_slurm "$(free_port)" "$(free_port)"; then
        ok 'Slurm: slurmctld and slurmd run here'
        shares=$(sbatch --parsable --array=1-3 --cpus-per-task=1 --output="$work/slurm/share-%a.log" \
            "$root/docs/cluster/share.sbatch" scripts/one scripts/two)
        publish=$(sbatch --parsable --dependency="afterok:$shares" --output="$work/slurm/publish.log" \
            "$root/docs/cluster/publish.sbatch" scripts/one scripts/two)
        for _ in $(seq 240); do
            [ -n "$(squeue -h -j "$publish" 2>/dev/null)" ] || break
            sleep 0.5
        done
        cat slurm/share-*.log >out 2>/dev/null
        cp slurm/publish.log err 2>/dev/null
        for task in 1 2 3; do
            says "array task $task took its share" "share $task of 3 by SLURM_ARRAY_TASK_ID" "slurm/share-$task.log"
        done
        same 'the shares rendered every sentence of both tours once' "$clips" \
            "$(sed -n 's/.*(\([0-9]*\) rendered).*/\1/p' slurm/share-*.log | awk '{ n += $1 } END { print n }')"
        same 'the job that waited for them none' '0 0' \
            "$(sed -n 's/.*(\([0-9]*\) rendered).*/\1/p' slurm/publish.log | xargs)"
        same 'and published the same bytes' "$(all whole)" "$(all audio)"
    else
        tail -n 5 slurm/*.log 2>/dev/null | sed 's/^/  /'
        not_ok 'Slurm: slurmctld and slurmd run here'
    fi
    stop_slurm
    unset SLURM_CONF
else
    skip 'cluster: Slurm is not installed (slurm-wlm, munge)'
fi

# What each pod would run, with the environment that Kubernetes and the Job give it.
afresh
"$PYTHON" - "$root/docs/cluster/kubernetes.yaml" >pods <<'END'
import shlex, sys, yaml
shares, publish = yaml.safe_load_all(open(sys.argv[1], encoding="utf-8"))
def pods(job, indices):
    spec = job["spec"]["template"]["spec"]
    (container,) = spec["containers"]
    assert job["apiVersion"] == "batch/v1" and job["kind"] == "Job" and spec["restartPolicy"] == "OnFailure"
    assert {m["name"] for m in container["volumeMounts"]} == {v["name"] for v in spec["volumes"]}
    given = {e["name"]: e["value"] for e in container["env"]}
    assert all(isinstance(value, str) for value in given.values())
    assert given.pop("DAOLAN_CACHE").startswith(container["volumeMounts"][0]["mountPath"])
    for index in indices:
        names = dict(given, **({} if index is None else {"JOB_COMPLETION_INDEX": str(index)}))
        words = [f"{k}={v}" for k, v in names.items()] + ['"$DAOLAN"'] + [shlex.quote(w) for w in container["command"][1:]]
        print("env", *words, "--quiet")
spec = shares["spec"]
assert spec["completionMode"] == "Indexed" and spec["parallelism"] <= spec["completions"] and publish["spec"]["suspend"]
assert {"name": "JOB_COMPLETIONS", "value": str(spec["completions"])} in spec["template"]["spec"]["containers"][0]["env"]
pods(shares, range(spec["completions"]))
pods(publish, [None])
END
mv scripts/one scripts/museum
while read -r pod; do sh -c "$pod" || not_ok "Kubernetes: $pod"; done <pods
same 'Kubernetes: nine pods' 9 "$(wc -l <pods)"
same 'and the same bytes' "$(tree_sum whole/one)" "$(tree_sum audio/museum)"
finish

#!/bin/sh
# Shares of a build on several machines with one cache: disjoint, all of it together, the same bytes as one build.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
small_script "$work/script"
check 'a build of all' daolan build "$work/script" -o "$work/one" --quiet
sum=$(tree_sum "$work/one")
sentences=$(find "$DAOLAN_CACHE" -name '*.opus' | wc -l)
rm -r "$DAOLAN_CACHE"

clips() { find "$DAOLAN_CACHE" -name '*.opus' | wc -l; }
rendered=0
for share in 1 2 3; do
    check "share $share of 3" daolan build "$work/script" -o "$work/shares" --shard "$share/3"
    says "share $share says what it did" "share $share of 3 is in the cache" "$work/err"
    part=$(sed -n 's/.*(\([0-9]*\) rendered).*/\1/p' "$work/err")
    if [ "$part" -lt "$sentences" ]; then ok "share $share is a part: $part"; else not_ok "share $share is a part: $part"; fi
    rendered=$((rendered + part))
done
same 'no sentence is in two shares, none in no share' "$sentences" "$rendered"
same 'each has its clip' "$sentences" "$(clips)"
if [ -e "$work/shares" ]; then not_ok 'a share publishes nothing'; else ok 'a share publishes nothing'; fi
check 'the last build' daolan build "$work/script" -o "$work/shares"
says 'renders nothing' '\(0 rendered\)' "$work/err"
same 'and publishes the same bytes' "$sum" "$(tree_sum "$work/shares")"

rm -r "$DAOLAN_CACHE"
for task in 10 12 14; do
    check "Slurm task $task of 10-14:2" env SLURM_ARRAY_TASK_ID=$task SLURM_ARRAY_TASK_MIN=10 SLURM_ARRAY_TASK_MAX=14 \
        SLURM_ARRAY_TASK_STEP=2 "$DAOLAN" build "$work/script" -o "$work/slurm"
    says 'which is said' 'by SLURM_ARRAY_TASK_ID' "$work/err"
done
same 'Slurm: every clip' "$sentences" "$(clips)"
check '--shard 1/1 publishes within a task' env SLURM_ARRAY_TASK_ID=1 SLURM_ARRAY_TASK_MIN=0 SLURM_ARRAY_TASK_MAX=3 \
    "$DAOLAN" build "$work/script" -o "$work/slurm" --shard 1/1 --quiet
same 'the same bytes' "$sum" "$(tree_sum "$work/slurm")"
rm -r "$DAOLAN_CACHE"
for index in 0 1; do
    check "AWS Batch child $index" env AWS_BATCH_JOB_ARRAY_INDEX=$index AWS_BATCH_JOB_ARRAY_SIZE=2 "$DAOLAN" build \
        "$work/script" -o "$work/aws" --quiet
done
same 'AWS Batch: every clip' "$sentences" "$(clips)"
rm -r "$DAOLAN_CACHE"
for index in 0 1 2 3; do
    check "Kubernetes index $index" env JOB_COMPLETION_INDEX=$index JOB_COMPLETIONS=4 "$DAOLAN" build \
        "$work/script" -o "$work/k8s" --quiet
done
same 'Kubernetes: every clip' "$sentences" "$(clips)"
for bad in 0/3 4/3 3 a/b /2 1/ 1/0 -1/2 1/999999999; do
    expect 2 "--shard $bad is wrong usage" daolan build "$work/script" -o "$work/bad" --shard "$bad"
done
finish

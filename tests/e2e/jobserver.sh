#!/bin/sh
# Under make -jN a build shares make's job slots; without -j it uses all cores; -j of its own goes before.
# shellcheck source=lib.sh
. "$(dirname "$0")/lib.sh"
mkdir -p "$work/script"
printf "# 河湾\n\n一。二。三。四。五。六。\n" >"$work/script/article.md"
# A voice whose speaker notes how many of its kind run while it does.
mkdir -p "$work/data" "$work/running"
cp -R "$(dirname "$DAOLAN")/data/mandarin" "$work/data/mandarin"
cp -RL "$(dirname "$DAOLAN")/data/voices" "$work/data/voices"
cat >"$work/speak" <<'EOF'
#!/bin/sh
touch "$1/running/$$"
ls "$1/running" | wc -l >>"$1/counts"
sleep 0.1
rm "$1/running/$$"
exec espeak-ng -v cmn-latn-pinyin --stdout
EOF
chmod +x "$work/speak"
printf 'engine = command\ncommand = %s %s\ninput = pinyin\n' "$work/speak" "$work" >"$work/data/voices/slow.ini"
cat >"$work/Makefile" <<'EOF'
tour:
	+@"$(DAOLAN)" build $(FLAGS) script -o tours/$(NAME) --voice slow --quiet
unmarked:
	@"$(DAOLAN)" build script -o tours/$(NAME) --voice slow --quiet
busy: one two
one two:
	+@$(MAKE) --no-print-directory tour NAME=$@
EOF
export DAOLAN_DATA="$work/data"
# most NAME: how many spoke at once, at most, in builds made by the arguments
most() {
    rm -rf "$work/counts" "$DAOLAN_CACHE"
    (cd "$work" && env -u MAKEFLAGS make --no-print-directory "$@") >"$work/out" 2>"$work/err" || show >&2
    sort -n "$work/counts" | tail -n 1 | tr -d ' '
}
same 'make -j3: three at once' 3 "$(most -j3 tour NAME=three)"
same 'make -j1: one' 1 "$(most -j1 tour NAME=single)"
same 'two builds under make -j2 share two slots' 2 "$(most -j2 busy)"
same 'without -j as many as there are cores' "$(nproc)" "$(most tour NAME=cores)"
same 'make -j2, daolan -j4: four' 4 "$(most -j2 tour NAME=own FLAGS=-j4)"
same 'slots that make did not hand on: one' 1 "$(most -j3 unmarked NAME=unmarked)"
if grep -q 'jobserver\|tokens' "$work/err"; then not_ok 'make has all its tokens back'; else ok 'make has all its tokens back'; fi
finish

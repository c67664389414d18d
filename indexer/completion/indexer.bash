# Completion of indexer(1) for bash.
# shellcheck shell=bash

_kartotek_indexer() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
  # Bash takes --option=value for three words.
  if [[ $word == = ]]; then
    word=
  elif [[ $before == = ]]; then
    before=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  local options='--index --rebuild --keep-missing --allow-mass-removal --dry-run --verify --rollback --memory --shards
    --jobs --lock-timeout --rejects --report --quiet --verbose --version --help'
  compopt -o filenames 2>/dev/null
  case $before in
    --index) mapfile -t COMPREPLY < <(compgen -d -- "$word") ;;
    --memory) mapfile -t COMPREPLY < <(compgen -W '256M 512M 1G 2G 4G' -- "$word") ;;
    --shards) mapfile -t COMPREPLY < <(compgen -W '1 2 4 8 16' -- "$word") ;;
    --jobs) mapfile -t COMPREPLY < <(compgen -W "$(seq "$(nproc)")" -- "$word") ;;
    --lock-timeout) COMPREPLY=() ;;
    *)
      if [[ $word == -* ]]; then
        mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
      else
        mapfile -t COMPREPLY < <(compgen -f -- "$word")
      fi
      ;;
  esac
}
complete -F _kartotek_indexer indexer

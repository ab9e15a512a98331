/** For bash 3.2 and newer, with or without the package bash-completion. */

export const bash =
  String.raw`# Completion of gilder for bash. In ~/.bashrc:  eval "$(gilder --completion bash)"
_gilder() {
  # bash breaks words at = and :, which are parts of ours; and what stands behind the cursor is not asked for.
  local rest=\${COMP_LINE:0:COMP_POINT} words=() count=-1 word i
  for ((i = 0; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    if ((count < 0)) || [[ $rest == [[:space:]]* ]]; then
      rest=\${rest#"\${rest%%[![:space:]]*}"}
      count=$((count + 1))
      words[count]=
    fi
    ((i == COMP_CWORD)) && word=$rest
    words[count]+=$word
    rest=\${rest#"$word"}
  done
  for ((i = 0; i <= count; i++)); do words[i]=\${words[i]//[\"\'\\]/}; done

  local program=\${words[0]/#\~\//$HOME/} typed=\${words[count]} breaks= cut=
  [[ $COMP_WORDBREAKS == *=* ]] && breaks+==
  [[ $COMP_WORDBREAKS == *:* ]] && breaks+=:
  [[ -n $breaks ]] && cut=\${typed%"\${typed##*[$breaks]}"}

  local paths before endings candidate path
  COMPREPLY=()
  {
    IFS= read -r paths && IFS= read -r before && IFS= read -r endings || return
    while IFS= read -r candidate; do
      candidate=\${candidate%%$'\t'*}
      COMPREPLY+=("\${candidate#"$cut"}")
    done
  } < <("$program" --complete ".$typed" "\${words[@]:1:count-1}" 2>/dev/null)

  if [[ $paths != none ]]; then
    compopt -o filenames 2>/dev/null
    path=\${typed#"$before"}
    path=\${path/#\~\//$HOME/}
    while IFS= read -r candidate; do
      if [[ ! -d $candidate ]]; then
        [[ $paths == folders ]] && continue
        [[ -n $endings && ,$endings, != *",.\${candidate##*.},"* ]] && continue
      fi
      candidate=$before$candidate
      COMPREPLY+=("\${candidate#"$cut"}")
    done < <(compgen -f -- "$path")
  fi
  [[ \${#COMPREPLY[@]} == 1 && \${COMPREPLY[0]} == *= ]] && compopt -o nospace 2>/dev/null
  return 0
}
complete -F _gilder gilder
`.replaceAll('\\${', '${')

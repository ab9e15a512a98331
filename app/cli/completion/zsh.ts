/** For zsh, sourced or as the file `_gilder` of a folder in fpath. */

export const zsh = String.raw`#compdef gilder
# Completion of gilder for zsh. In ~/.zshrc, after compinit:  source <(gilder --completion zsh)
_gilder() {
  local program=\${(Q)words[1]} typed=\${(Q)PREFIX} line paths before endings globs result=1
  local -a lines texts shown open
  program=\${program/#\~\//$HOME/}
  lines=("\${(@f)$("$program" --complete ".$typed" "\${(@Q)words[2,CURRENT-1]}" 2>/dev/null; print .)}")
  # The dot keeps empty lines in front of it from being dropped.
  (( \${#lines} < 4 )) && return 1
  paths=$lines[1] before=$lines[2] endings=$lines[3]

  for line in "\${(@)lines[4,-2]}"; do
    if [[ \${line%%$'\t'*} == *= ]]; then
      open+=("\${line%%$'\t'*}")
    else
      texts+=("\${\${line%%$'\t'*}//:/\\:}:\${line#*$'\t'}")
    fi
  done
  # What ends in = is only half of it: no space behind.
  (( \${#open} )) && compadd -S '' -a open && result=0
  (( \${#texts} )) && _describe gilder texts && result=0

  if [[ $paths != none ]]; then
    [[ -n $before ]] && compset -P "\${(b)before}"
    if [[ $paths == folders ]]; then
      _files -/ && result=0
    elif [[ -n $endings ]]; then
      globs="*(\${(j:|:)\${(s:,:)endings}})(-.)"
      _files -g "$globs" && result=0
    else
      _files && result=0
    fi
  fi
  return result
}
if [[ \${funcstack[1]} == _gilder ]]; then
  _gilder "$@"
else
  compdef _gilder gilder
fi
`.replaceAll('\\${', '${')

/** For PowerShell 5.1 and newer. */

export const powershell = String.raw`# Completion of gilder for PowerShell. In the file that $PROFILE names:
#   gilder --completion powershell | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName @('gilder', 'gilder.exe') -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $unquoted = { param($text) $text.Trim('"', "'") }
  $words = @($commandAst.CommandElements |
    Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
    ForEach-Object { & $unquoted $_.Extent.Text })
  if ($words.Count -eq 0) { return }
  $typed = & $unquoted $wordToComplete
  $rest = @($words | Select-Object -Skip 1)
  $lines = @(& $words[0] --complete ".$typed" @rest 2>$null)
  if ($lines.Count -lt 3) { return }
  $paths, $before, $endings = $lines[0..2]

  $lines | Select-Object -Skip 3 | ForEach-Object {
    $text, $help = $_ -split [char]9, 2
    $tip = if ($help) { $help } else { $text }
    [System.Management.Automation.CompletionResult]::new($text, $text, 'ParameterValue', $tip)
  }

  if ($paths -ne 'none') {
    $wanted = @($endings -split ',' | Where-Object { $_ })
    $path = $typed.Substring($before.Length)
    $parent = if ($path -match '^(.*[\\/])') { $Matches[1] } else { '' }
    Get-ChildItem -Path "$path*" -ErrorAction SilentlyContinue |
      Where-Object {
        $_.PSIsContainer -or ($paths -eq 'files' -and ($wanted.Count -eq 0 -or $wanted -contains $_.Extension))
      } |
      ForEach-Object {
        $text = $before + $parent + $_.Name
        if ($text -match '\s') { $text = "'" + $text.Replace("'", "''") + "'" }
        [System.Management.Automation.CompletionResult]::new($text, $_.Name, 'ProviderItem', $_.FullName)
      }
  }
}
`

@echo off
rem The command line in terminals of VS Code: run by the Node that VS Code brings, else by the one on the PATH.
setlocal
set "ELECTRON_RUN_AS_NODE=1"
if not defined CODEX_GOVERNOR_NODE set "CODEX_GOVERNOR_NODE=node"
"%CODEX_GOVERNOR_NODE%" "%~dp0..\dist\cli.cjs" %*

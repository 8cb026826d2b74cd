process.stdout.write('codex-governor\n');

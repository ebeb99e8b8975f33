// Loaded into every process of a run: says at its end how much memory it took at most.
const fs = require('node:fs');
const path = require('node:path');
const process = require('node:process');

const folder = process.env.HOSTILE_MEMORY;
const [, script = ''] = process.argv;
// and not of the compiler, which knows of no platform
if (folder && /cucumber/.test(script))
  process.once('exit', () => {
    const mib = Math.round(process.resourceUsage().maxRSS / 1024); // of KiB, whatever the system
    fs.writeFileSync(path.join(folder, `${process.pid}`), String(mib));
  });

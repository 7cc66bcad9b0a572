#!/usr/bin/env bash
# Installs the judges that look at pages in Chromium, and a reading system that plays talking EPUBs, into a folder, for NODE_PATH to name: node.sh FOLDER.
set -euo pipefail
export PUPPETEER_SKIP_DOWNLOAD=1
npm install --silent --no-save --no-package-lock --no-audit --no-fund --prefix "$1" \
  puppeteer-core@25.16.0 axe-core@4.14.1 html_codesniffer@2.5.1 @daisy/ace-cli@1.4.6 foliate-js@1.0.1

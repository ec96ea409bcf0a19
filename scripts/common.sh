# What ./run and ./test share: finding tools, and building what is out of date.
# Sourced, with $root set to the top of the checkout.

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

java=java
if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then java=$JAVA_HOME/bin/java; fi

need_java() {
  command -v "$java" >/dev/null ||
    fail "Java 17 or newer is needed and no 'java' was found. Install a JDK, for example: apt-get install openjdk-17-jdk-headless"
  java_version=$("$java" -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
  [ "${java_version:-0}" -ge 17 ] ||
    fail "Java 17 or newer is needed; '$java' is version ${java_version:-unknown}. Set JAVA_HOME, or install a JDK: apt-get install openjdk-17-jdk-headless"
}

need_maven() {
  command -v mvn >/dev/null ||
    fail "Maven 3.8 or newer is needed and no 'mvn' was found. Install it, for example: apt-get install maven"
}

need_node() {
  if ! command -v node >/dev/null || ! command -v npm >/dev/null; then
    fail "Node.js 20.19 or newer with npm is needed. Install it, for example: apt-get install nodejs npm"
  fi
  node -e 'const [a, b] = process.versions.node.split(".").map(Number);
           process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' ||
    fail "Node.js 20.19 or newer is needed; this is $(node --version)."
}

# newer STAMP PATH...: whether STAMP is missing, or anything under the paths changed after it.
newer() {
  local stamp=$1 path
  shift
  [ -e "$stamp" ] || return 0
  for path in "$@"; do
    [ -e "$path" ] || continue
    if [ -n "$(find "$path" -newer "$stamp" -print 2>/dev/null | head -n 1 || true)" ]; then return 0; fi
  done
  return 1
}

# quietly WHAT COMMAND...: says WHAT, and shows the output of the command only when it fails.
quietly() {
  local what=$1 log
  shift
  log=$(mktemp)
  printf '%s ...\n' "$what" >&2
  if ! "$@" >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -f "$log"
    printf '%s: failed\n' "$what" >&2
    return 1
  fi
  rm -f "$log"
}

in_client() { (cd "$root/web-client" && "$@"); }
in_root() { (cd "$root" && "$@"); }

# What node_modules holds follows the lock file.
install_client() {
  local client=$root/web-client
  if newer "$client/node_modules/.package-lock.json" "$client/package-lock.json"; then
    quietly "Installing what the web client needs" \
      in_client npm ci --no-audit --no-fund --loglevel=error || return 1
    touch "$client/node_modules/.package-lock.json"
  fi
}

build_client() {
  local client=$root/web-client
  install_client || return 1
  # The worker is written last: if it is there, the whole page is.
  if newer "$client/dist/sw.js" "$client/src" "$client/build" "$client/public" \
    "$client/index.html" "$client/vite.config.ts" "$client/tsconfig.json" "$client/package.json" "$client/package-lock.json"; then
    quietly "Building the web client" in_client npm run --silent build || return 1
  fi
}

server_jar=$root/server/target/rejoin-server.jar

build_server() {
  local stamp=$root/server/target/.built-by-run
  [ -e "$server_jar" ] || rm -f "$stamp"
  if newer "$stamp" "$root/pom.xml" "$root/ot-core/pom.xml" "$root/ot-core/src/main" \
    "$root/server/pom.xml" "$root/server/src/main" "$root/web-client/dist"; then
    quietly "Building the server" in_root mvn -q -B -pl server -am package -DskipTests || return 1
    touch "$stamp"
  fi
}

# locked COMMAND...: one build at a time in one checkout, where the system has flock.
locked() {
  mkdir -p "$root/target"
  (
    if command -v flock >/dev/null; then
      flock --nonblock 9 || { echo "Waiting for another build in this checkout ..." >&2; flock 9; }
    fi
    "$@"
  ) 9>"$root/target/.build-lock"
}

// Projects of our own, and the sites that the real program makes of them.
import { execFileSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const ROOT = join(dirname(fileURLToPath(import.meta.url)), "../..");
const PROGRAM = process.env.CORROBORATE || join(ROOT, "target/release/corroborate");

/** Markup that would do something if it ever became markup. */
export const ATTACK = "</p></mark></script><script>window.hacked=1</script><img src=x onerror=\"window.hacked=1\">\"'><b>&amp;";

const CLAIMS = `version = 1

[[claim]]
id = "ferry-talks"
text = "The Ferry Guild met the Port Office in Lisbon on 5 March 2031."
event = "meet"
participants = ["Ferry Guild", "Port Office"]
place = "Lisbon"
date = "2031-03-05"
tags = ["port"]

[[claim]]
id = "bridge-visit"
text = "Ada Lindqvist visited Oslo on 4 March 2031."
event = "visit"
participants = [{ name = "Ada Lindqvist", role = "agent" }]
place = "Oslo"
date = "2031-03-04"
tags = ["travel"]

[[claim]]
id = "mayor-resigned"
text = "Bruno Okafor resigned."
event = "resign"
participants = [{ name = "Bruno Okafor", role = "agent" }]
`;

const SOURCES = `version = 1

[[source]]
id = "morning"
path = "morning.txt"
publisher = "Morning Sheet"
published = "2031-03-06"
groups = ["dailies"]

[[source]]
id = "evening"
path = "evening.txt"
publisher = "Evening Sheet"
published = "2031-03-06"
groups = ["dailies", "coast"]

[[source]]
id = "weekly"
path = "weekly.txt"
published = "2031-03-01"
groups = ["weeklies"]

[[source]]
id = "hostile"
path = "hostile.txt"
title = '''${ATTACK}'''
published = "2031-03-06"
url = "javascript:window.hacked=1"
groups = ["<b>group"]
`;

const ARTICLES = {
  "morning.txt": "The Ferry Guild met the Port Office in Lisbon on Wednesday.\n\nAda Lindqvist visited Oslo on Tuesday, her office said. Bruno Okafor resigned.\n",
  "evening.txt": "The Ferry Guild met the Port Office in Lisbon on Tuesday, the harbour master said.\n\nNobody spoke to reporters.\n",
  "weekly.txt": "The Ferry Guild may meet the Port Office in Lisbon.\n\nAda Lindqvist visited Oslo on 2 March 2031.\n",
  "hostile.txt": `${ATTACK} The Ferry Guild met the Port Office${ATTACK} in Lisbon on Tuesday.\n\n\u05e9\u05dc\u05d5\u05dd \u202etxet desrever\u202c.\n`,
};

function write(folder, files) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** A site in a folder of its own. `url(path)` is the address of a page. */
export class Site {
  constructor(files, claims, corpus) {
    this.folder = mkdtempSync(join(tmpdir(), "corroborate-browser-"));
    write(this.folder, files);
    const args = ["report", "--claims", claims, "--corpus", corpus, "--out", "site"];
    execFileSync(PROGRAM, args, { cwd: this.folder, stdio: ["ignore", "ignore", "inherit"] });
  }

  url(path) {
    const [file, fragment] = path.split("#");
    return pathToFileURL(join(this.folder, "site", file)).href + (fragment ? "#" + fragment : "");
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export function small() {
  const articles = Object.fromEntries(Object.entries(ARTICLES).map(([name, text]) => ["corpus/" + name, text]));
  return new Site({ "claims/a.toml": CLAIMS, "corpus/sources.toml": SOURCES, ...articles }, "claims", "corpus");
}

/** 120 claims and 90 sources: more than is drawn at a time. */
export function large() {
  const claims = Array.from({ length: 120 }, (_, n) => `[[claim]]\nid = "talks-${n}"\ntext = "The Ferry Guild met the Port Office in Lisbon on ${1 + (n % 28)} March 2031."\nevent = "meet"\nparticipants = ["Ferry Guild", "Port Office"]\nplace = "Lisbon"\ndate = "2031-03-${String(1 + (n % 28)).padStart(2, "0")}"\n`);
  const articles = Array.from({ length: 90 }, (_, n) => JSON.stringify({ id: `zine-${String(n).padStart(2, "0")}`, text: `The Ferry Guild met the Port Office in Lisbon on ${1 + (n % 28)} March 2031.`, published: "2031-04-01" }));
  return new Site({ "claims.toml": "version = 1\n\n" + claims.join("\n"), "articles.jsonl": articles.join("\n") + "\n" }, "claims.toml", "articles.jsonl");
}

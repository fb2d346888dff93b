// Reads an AsyncAPI document from standard input and prints what the public parser finds wrong.
const { Parser } = require(process.argv[2]);
let text = "";
process.stdin.on("data", (part) => { text += part; }).on("end", async () => {
  const { document, diagnostics } = await new Parser().parse(text);
  const wrong = diagnostics.filter((one) => one.severity === 0).map((one) => `${one.path.join("/")}: ${one.message}`);
  const channels = document ? document.allChannels().all().map((one) => one.id()) : [];
  const messages = document ? document.allMessages().all().length : 0;
  process.stdout.write(JSON.stringify({ wrong, channels, messages, warned: diagnostics.length }));
});

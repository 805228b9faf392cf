// Loads the element from the server that the address names, which no page can know beforehand.
const script = document.createElement("script");
script.type = "module";
script.src = new URL("embed.js", new URLSearchParams(location.search).get("estimator"));
document.head.append(script);

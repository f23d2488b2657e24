// Shows /openapi.json with Swagger UI, which is loaded before this.

const viewer = document.getElementById("viewer");

const dark = window.matchMedia("(prefers-color-scheme: dark)");
const follow = () => document.documentElement.classList.toggle("dark-mode", dark.matches);
dark.addEventListener("change", follow);
follow();

// What Swagger UI leaves without a name, for those who do not see what stands beside it.
const fields = "input:not([type=checkbox]), select, textarea";
const naming = new MutationObserver(() => {
  for (const field of viewer.querySelectorAll(fields)) {
    if (field.labels.length || field.ariaLabel) continue;
    const row = field.closest("tr[data-param-name]");
    field.ariaLabel = row ? row.dataset.paramName : field.title || field.placeholder || "Value";
  }
  for (const code of viewer.querySelectorAll("pre:not([tabindex])")) code.tabIndex = 0; // to scroll
  for (const picture of viewer.querySelectorAll("img:not([alt])")) picture.alt = "What came back";
});
naming.observe(viewer, { childList: true, subtree: true });

window.SwaggerUIBundle({
  url: "/openapi.json",
  domNode: viewer,
  deepLinking: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  validatorUrl: null, // nothing is sent to other hosts
  // The path of an operation stands in the button that opens it, where no link may be.
  plugins: [() => ({ components: { DeepLink: ({ text }) => text } })],
});

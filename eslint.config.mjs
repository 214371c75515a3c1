import { existsSync, readdirSync } from "node:fs";
import next from "eslint-config-next/core-web-vitals";
import { createNodeResolver, importX } from "eslint-plugin-import-x";
import a11y from "eslint-plugin-jsx-a11y";
import tseslint from "typescript-eslint";

const source = ["**/*.{ts,tsx}"];
const rendered = ["{app,components,emails}/**/*.{ts,tsx}"];

// Who may import whom (docs/decisions and STYLE.md say why): app → components, lib/auth → concepts
// → policy, db, audit, mail. One entry forbids `target` to import `from`.
const concepts = readdirSync("lib", { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && !["auth", "cli"].includes(entry.name))
  .map((entry) => `./lib/${entry.name}`);

const zones = [
  {
    target: ["./lib", "./components", "./emails", "./prisma", "./bin"],
    from: "./app",
    message: "Nothing imports app: it is the thin outermost layer.",
  },
  {
    target: ["./lib/policy"],
    from: ["./lib", "./components", "./emails", "./prisma"],
    except: ["./policy", "./errors.ts"],
    message: "lib/policy is pure: it imports only lib/errors.",
  },
  {
    target: concepts,
    from: ["./lib/auth", "./lib/cli.ts", "./lib/cli", "./lib/worker.ts"],
    message: "A concept knows no sign-in and no command line: pages, API and commands share it.",
  },
  // Between concepts one way only.
  ...["accounts", "invitations", "designations", "organizations"].map((concept, index, chain) => ({
    target: [`./lib/${concept}`],
    from: [...chain.slice(index + 1), "partners"].map((above) => `./lib/${above}`),
    message: "One way only: organizations → designations → invitations → accounts.",
  })),
  {
    target: ["./lib/imports"],
    from: ["./lib/organizations", "./lib/designations", "./lib/partners"],
    message: "One way only: imports → invitations → accounts.",
  },
  {
    target: concepts.filter((concept) => concept !== "./lib/imports"),
    from: ["./lib/imports"],
    message: "One way only: imports → invitations → accounts.",
  },
  {
    target: ["./lib/csv"],
    from: ["./lib"],
    except: ["./csv", "./errors.ts"],
    message: "lib/csv takes files apart and knows nothing of what is in them.",
  },
  {
    target: concepts.filter((concept) => concept !== "./lib/vendor-data"),
    from: ["./lib/vendor-data"],
    message:
      "lib/vendor-data stands alone above keys and orders: pages, the worker and commands use it.",
  },
  {
    target: ["./lib/partners"],
    from: ["./lib/organizations", "./lib/designations"],
    message: "One way only: partners → invitations → accounts.",
  },
  {
    target: ["./lib/visibility"],
    from: ["./lib/organizations", "./lib/designations", "./lib/partners"],
    message: "lib/visibility stands alone above invitations → accounts.",
  },
  {
    target: concepts.filter((concept) => !["./lib/visibility", "./lib/orders"].includes(concept)),
    from: ["./lib/visibility"],
    message: "lib/visibility stands alone: pages, the worker and the door of lib/orders use it.",
  },
  {
    target: concepts.filter(
      (concept) =>
        !["./lib/orders", "./lib/licenses", "./lib/reports", "./lib/search"].includes(concept),
    ),
    from: ["./lib/orders", "./lib/licenses"],
    message: "One way only: reports, search → licenses → orders → visibility.",
  },
  {
    target: concepts.filter((concept) => concept !== "./lib/reports"),
    from: ["./lib/reports"],
    message: "lib/reports stands alone above licenses and orders.",
  },
  {
    target: concepts.filter((concept) => concept !== "./lib/search"),
    from: ["./lib/search"],
    message: "lib/search stands above the lists that it asks; pages use it.",
  },
  {
    target: ["./lib/orders"],
    from: ["./lib/licenses"],
    message: "One way only: licenses → orders → visibility.",
  },
].filter(({ target }) => [target].flat().every((path) => existsSync(path)));

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "**/.next",
      ".next-test",
      ".data",
      "prisma/generated",
      "next-env.d.ts",
    ],
  },
  // The rules of React look at what React renders: no hook is anywhere else.
  ...next.flatMap(({ rules, ...config }) =>
    rules ? [config, { files: rendered, rules }] : [config],
  ),
  { files: rendered, rules: a11y.flatConfigs.recommended.rules },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, files: source })),
  {
    files: source,
    plugins: { "import-x": importX },
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    settings: {
      ...importX.flatConfigs.typescript.settings,
      "import-x/resolver-next": [
        createNodeResolver({
          extensions: [".ts", ".tsx", ".mjs", ".js", ".json"],
          tsconfig: { configFile: `${import.meta.dirname}/tsconfig.json`, references: "auto" },
        }),
      ],
    },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-non-null-assertion": "error",
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      // Actions and event handlers are async by design.
      "@typescript-eslint/no-misused-promises": [
        "error",
        { checksVoidReturn: { attributes: false } },
      ],
      // An action must be async even when it awaits nothing.
      "@typescript-eslint/require-await": "off",
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-restricted-paths": ["error", { zones }],
    },
  },
  {
    // Only app, components and lib/auth know that this is Next.
    files: ["lib/**/*.ts", "emails/**/*.tsx", "prisma/**/*.ts"],
    ignores: ["lib/auth/**"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            { regex: "^next(/|$)", message: "Only app, components and lib/auth import next." },
          ],
        },
      ],
    },
  },
  {
    // Making a formatter costs hundreds of times what using it does; lib/formatters.ts keeps them.
    files: ["{app,components,emails,lib}/**/*.{ts,tsx}"],
    ignores: ["lib/formatters.ts", "app/(portal)/at-this-browser.tsx"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            ":matches(NewExpression, CallExpression) > MemberExpression[object.name='Intl'].callee",
          message: "Take it from lib/formatters: it is made once per locale and options.",
        },
        {
          selector:
            "CallExpression[callee.property.name=/^(toLocale(Date|Time)?String|localeCompare)$/]",
          message: "It makes a formatter for each call: take one from lib/formatters.",
        },
      ],
    },
  },
  {
    // Playwright's fixtures want an object pattern, also where nothing is taken from it.
    files: ["tests/e2e/**/*.ts"],
    rules: { "no-empty-pattern": "off" },
  },
  { files: ["bin/**/*.mjs"], rules: { "no-unused-vars": "error", "no-undef": "off" } },
);

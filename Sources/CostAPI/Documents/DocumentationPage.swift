import HTTPTypes
import NIOCore

/// The API for people: one page that reads the description of the API, and needs nothing from elsewhere.
enum DocumentationPage {
    static var answer: APIAnswer {
        var answer = APIAnswer(.ok, ByteBuffer(string: html), type: "text/html; charset=utf-8")
        answer.fields[.named("Content-Security-Policy")] =
            "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self'; "
            + "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
        answer.fields[.cacheControl] = "public, max-age=300"
        return answer
    }

    private static let html = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>MCPHub API</title>
        <style>
          body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
          code, pre { font: 14px/1.4 ui-monospace, monospace }
          summary { cursor: pointer; padding: .3rem 0 }
          .method { display: inline-block; width: 4.5rem; font-weight: 600 }
          .what { color: #666 }
          table { border-collapse: collapse; margin: .5rem 0 1rem 1rem }
          td { padding: .2rem .8rem .2rem 0; vertical-align: top }
          input { font: inherit; width: 22rem }
          @media (prefers-color-scheme: dark) { body { background: #111; color: #ddd } .what { color: #999 } }
        </style>
        <h1>MCPHub API</h1>
        <p>Described in full by <a href="/openapi.json">/openapi.json</a>. <span id="state"></span></p>
        <p id="login" hidden>Token <input id="token" type="password" autocomplete="off">
          <button id="load">Show</button></p>
        <main id="routes"></main>
        <script>
          const element = (name, text, className) => {
            const made = document.createElement(name)
            if (text) made.textContent = text
            if (className) made.className = className
            return made
          }
          const row = parameter => {
            const line = element("tr")
            const name = element("td")
            name.append(element("code", parameter.name + (parameter.required ? " *" : "")))
            line.append(name, element("td", parameter.description || ""))
            return line
          }
          const route = (path, method, operation, shared) => {
            const details = element("details")
            const summary = element("summary")
            summary.append(
              element("span", method.toUpperCase(), "method"), element("code", path + " "),
              element("span", operation.summary || "", "what"))
            details.append(summary)
            const table = element("table")
            for (const parameter of [...shared, ...(operation.parameters || [])]) table.append(row(parameter))
            const body = operation.requestBody?.content?.["application/json"]?.schema
            for (const [name, schema] of Object.entries(body?.properties || {}))
              table.append(row({ name, description: schema.description, required: body.required?.includes(name) }))
            if (table.rows.length) details.append(table)
            return details
          }
          const show = document_ => {
            const routes = document.getElementById("routes")
            routes.replaceChildren()
            const groups = new Map()
            for (const [path, item] of Object.entries(document_.paths))
              for (const [method, operation] of Object.entries(item)) {
                if (method === "parameters") continue
                const group = operation.tags?.[0] || "other"
                if (!groups.has(group)) groups.set(group, [])
                groups.get(group).push(route(path, method, operation, item.parameters || []))
              }
            for (const [group, list] of groups) routes.append(element("h2", group), ...list)
          }
          const load = async token => {
            const answer = await fetch("/openapi.json", token ? { headers: { Authorization: "Bearer " + token } } : {})
            document.getElementById("login").hidden = answer.ok
            document.getElementById("state").textContent = answer.ok ? "" : "Credentials are needed."
            if (answer.ok) show(await answer.json())
          }
          document.getElementById("load").onclick = () => load(document.getElementById("token").value)
          load()
        </script>
        """
}

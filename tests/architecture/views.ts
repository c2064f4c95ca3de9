import { inEach, matches, type Sources, type Violation } from "./sources.ts"

const inline =
  /<script(?![^>]*\bsrc=)(?! type="application\/ld\+json">)[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*["']|\bhx-on\b|javascript:/gi

/** The policy allows no inline script, style or handler: one in a view would be a control that does nothing. */
export const nothingInline = (views: Sources): Violation[] =>
  inEach(views, (_, source) =>
    matches(
      source.replace(/<%[\s\S]*?%>/g, (code) => (code.startsWith("<%=") ? "value" : " ")),
      inline,
    ),
  )

/** A table that scrolls sideways can be scrolled with the keyboard, and says what it is. */
export const tablesReachable = (views: Sources): Violation[] =>
  inEach(views, (_, source) =>
    matches(source, /<div class="table-wrap[^>\n]*/g).filter(
      (tag) => !/tabindex="0"/.test(tag) || !/aria-label="/.test(tag),
    ),
  )

/** What is printed unescaped is only ever another view, or data that was made safe for its element. */
export const rawOnlyForViews = (views: Sources): Violation[] =>
  inEach(views, (_, source) =>
    matches(source, /<%[-_]?\s*~(?!\s*(include\(|it\.body\s*[-_]?%>|it\.json\([\w.]+\)\s*[-_]?%>))[^%]*%>/g),
  )

"""The desk in the browser: parse, call, render. It sees the composers only, and loads nothing from outside."""

"""The engine-neutral compiler: citations, directives, facts and generated pages."""

from referable.cli import main

main(prog_name="referable")

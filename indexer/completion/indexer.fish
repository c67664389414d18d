# Completion of indexer(1) for fish.
complete -c indexer -l index -d 'The index directory' -x -a '(__fish_complete_directories)'
complete -c indexer -l rebuild -d 'Build anew beside the live index, check it, then switch'
complete -c indexer -l keep-missing -d 'Keep articles that are gone from their source'
complete -c indexer -l allow-mass-removal -d 'Remove them even if they are more than half of a source'
complete -c indexer -l dry-run -d 'Say what would change, change nothing'
complete -c indexer -l verify -d 'Check the whole index'
complete -c indexer -l rollback -d 'Go back to the index before the last --rebuild'
complete -c indexer -l memory -d 'Ceiling on what is buffered' -x -a '256M 512M 1G 2G 4G'
complete -c indexer -l shards -d 'Databases that a new index is cut into' -x -a '1 2 4 8 16'
complete -c indexer -l jobs -d 'Threads' -x -a '(seq (nproc))'
complete -c indexer -l lock-timeout -d 'Seconds to wait for another indexer' -x
complete -c indexer -l rejects -d 'Where what cannot be taken is listed' -r -F
complete -c indexer -l report -d 'Write counts and times here, as JSON' -r -F
complete -c indexer -l quiet -d 'Say nothing but errors'
complete -c indexer -l verbose -d 'Say every change, warning and reject'
complete -c indexer -l version -d 'Print the version'
complete -c indexer -s h -l help -d 'Print a summary of the options'

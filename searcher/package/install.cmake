# What `cmake --install` brings beside the programs: man pages, completions, systemd units, papers.

file(STRINGS ${PROJECT_SOURCE_DIR}/corpus/data/countries.tsv countries REGEX "^[A-Z][A-Z]\t" ENCODING UTF-8)
foreach(country IN LISTS countries)
  string(REGEX MATCH "^([A-Z][A-Z])\t[A-Z]*\t([^\t]*)" ignored "${country}")
  list(APPEND COUNTRY_CODES ${CMAKE_MATCH_1})
  string(APPEND COUNTRIES_ZSH " \"${CMAKE_MATCH_1}:${CMAKE_MATCH_2}\"")
  string(APPEND COUNTRIES_FISH " ${CMAKE_MATCH_1} \"${CMAKE_MATCH_2}\"")
endforeach()
list(JOIN COUNTRY_CODES " " COUNTRY_CODES)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/corpus/data/countries.tsv)

foreach(file searcher.bash _searcher searcher.fish)
  configure_file(searcher/completion/${file}.in ${PROJECT_BINARY_DIR}/completion/${file} @ONLY)
endforeach()
foreach(file indexer.bash _indexer indexer.fish)
  configure_file(indexer/completion/${file} ${PROJECT_BINARY_DIR}/completion/${file} COPYONLY)
endforeach()
# Folders that Debian's shells look into; fish and zsh elsewhere have them in their paths as well.
foreach(program indexer searcher)
  install(FILES ${PROJECT_BINARY_DIR}/completion/${program}.bash
          DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME ${program})
  install(FILES ${PROJECT_BINARY_DIR}/completion/_${program}
          DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions)
  install(FILES ${PROJECT_BINARY_DIR}/completion/${program}.fish
          DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endforeach()

foreach(page indexer/indexer.1 searcher/searcher.1 indexer/kartotek-index.5
        searcher/kartotek-cluster.5 searcher/kartotek-query.7)
  string(REGEX MATCH "[0-9]$" section ${page})
  install(FILES ${page} DESTINATION ${CMAKE_INSTALL_MANDIR}/man${section})
endforeach()
install(FILES README.md CHANGELOG.md LICENSE TYPE DOC)
install(FILES indexer/kartotek-nightly.service indexer/kartotek-nightly.timer searcher/kartotek-shard@.service
              searcher/kartotek-master@.service searcher/kartotek-replica@.service DESTINATION lib/systemd/system)
install(FILES searcher/package/kartotek.conf DESTINATION lib/sysusers.d)

# Run by cpack on what will be packed: licence, changelogs and man pages in the places and forms of Debian's policy.
set(share ${CPACK_TEMPORARY_DIRECTORY}/usr/share)
set(papers ${share}/doc/${CPACK_PACKAGE_NAME})
set(package ${CPACK_KARTOTEK_SOURCE}/searcher/package)

file(REMOVE ${papers}/LICENSE)  # in the copyright file
file(RENAME ${papers}/CHANGELOG.md ${papers}/changelog)
configure_file(${package}/copyright ${papers}/copyright COPYONLY)
if(DEFINED ENV{SOURCE_DATE_EPOCH})
  set(epoch $ENV{SOURCE_DATE_EPOCH})
else()
  string(TIMESTAMP epoch %s)
endif()
execute_process(COMMAND date --utc --rfc-email --date=@${epoch} OUTPUT_VARIABLE date OUTPUT_STRIP_TRAILING_WHITESPACE
                COMMAND_ERROR_IS_FATAL ANY)
set(version ${CPACK_PACKAGE_VERSION}-${CPACK_DEBIAN_PACKAGE_RELEASE})
file(WRITE ${papers}/changelog.Debian
     "${CPACK_PACKAGE_NAME} (${version}) unstable; urgency=medium\n\n"
     "  * Package of release ${CPACK_PACKAGE_VERSION}; its news are in changelog.gz.\n\n"
     " -- ${CPACK_PACKAGE_CONTACT}  ${date}\n")
file(GLOB_RECURSE pages ${share}/man/*.[1-9])
execute_process(COMMAND gzip -9n ${pages} ${papers}/changelog ${papers}/changelog.Debian COMMAND_ERROR_IS_FATAL ANY)
file(GLOB_RECURSE files LIST_DIRECTORIES true ${CPACK_TEMPORARY_DIRECTORY}/*)
if(DEFINED ENV{SOURCE_DATE_EPOCH})
  execute_process(COMMAND touch --no-dereference --date=@${epoch} ${files} COMMAND_ERROR_IS_FATAL ANY)
endif()

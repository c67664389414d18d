# The Debian package: `cpack -G DEB` in the folder of the build. What debhelper would do, and CPack does not.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME kartotek)
set(CPACK_PACKAGE_CONTACT "Kartotek maintainers <maintainers@kartotek.invalid>" CACHE STRING "Who made the package")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "full-text search over an archive of news articles")
set(CPACK_PACKAGE_DESCRIPTION
    "indexer reads news articles (text, JSON, HTML, and archives of them) into an
index and keeps it up to date. searcher answers ranked queries with snippets,
dates, countries and facets: on the terminal, as JSON, or as a web page.

Names of people, places and weapons are found in all their spellings and
scripts, and words in their other forms, in English, Turkish, Azerbaijani,
Russian and Ukrainian.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
set(CPACK_DEBIAN_PACKAGE_SECTION text)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_DEPENDS ${HTTP_PACKAGE})  # which no program is linked with
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "xapian-tools, openssh-client")  # to serve shards, and to reach them
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA
    ${PROJECT_SOURCE_DIR}/searcher/package/postinst ${PROJECT_SOURCE_DIR}/searcher/package/prerm)
set(CPACK_PRE_BUILD_SCRIPTS ${PROJECT_SOURCE_DIR}/searcher/package/papers.cmake)
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)  # tests are not packed
set(CPACK_KARTOTEK_SOURCE ${PROJECT_SOURCE_DIR})
include(CPack)

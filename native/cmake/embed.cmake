# gilder_embed(TARGET NAME FILE): the text of FILE as `extern const char NAME[]` in namespace gilder::embedded.
# In pieces, since Microsoft's compiler takes literals of 16 KiB at most.
function(gilder_embed TARGET NAME FILE)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${FILE})
  file(READ ${FILE} TEXT)
  string(LENGTH "${TEXT}" LENGTH)
  set(PIECES "")
  foreach(START RANGE 0 ${LENGTH} 8000)
    string(SUBSTRING "${TEXT}" ${START} 8000 PIECE)
    string(APPEND PIECES "\n    R\"=====(${PIECE})=====\"")
  endforeach()
  set(SOURCE ${CMAKE_CURRENT_BINARY_DIR}/embedded/${NAME}.cc)
  file(CONFIGURE OUTPUT ${SOURCE} @ONLY CONTENT
       "namespace gilder::embedded {\nextern const char @NAME@[];\nconst char @NAME@[] =@PIECES@;\n}\n")
  target_sources(${TARGET} PRIVATE ${SOURCE})
endfunction()

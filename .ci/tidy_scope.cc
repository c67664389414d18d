// A plugin of clang-tidy, loaded by .ci/check-tidy: keeps its checks from walking through what system headers
// declare, in which they spent most of their time, although nothing that they find in there is shown.
#include <clang-tidy/ClangTidyCheck.h>
#include <clang-tidy/ClangTidyModule.h>
#include <clang-tidy/ClangTidyModuleRegistry.h>
#include <clang/AST/ASTContext.h>
#include <clang/ASTMatchers/ASTMatchFinder.h>
#include <clang/Basic/SourceManager.h>

#include <vector>

namespace {

using clang::ast_matchers::MatchFinder;

// Has no finding of its own. It sees the whole file before any check sees one of its declarations.
class Scope : public clang::tidy::ClangTidyCheck {
 public:
  using ClangTidyCheck::ClangTidyCheck;

  void registerMatchers(MatchFinder* finder) override {
    finder->addMatcher(clang::ast_matchers::translationUnitDecl().bind("file"), this);
  }

  void check(const MatchFinder::MatchResult& result) override {
    std::vector<clang::Decl*> ours;
    for (clang::Decl* declaration : result.Nodes.getNodeAs<clang::TranslationUnitDecl>("file")->decls()) {
      const clang::SourceLocation place = declaration->getLocation();
      if (place.isInvalid() || !result.SourceManager->isInSystemHeader(place)) ours.push_back(declaration);
    }
    result.Context->setTraversalScope(ours);
  }
};

class Module : public clang::tidy::ClangTidyModule {
 public:
  void addCheckFactories(clang::tidy::ClangTidyCheckFactories& factories) override {
    factories.registerCheck<Scope>("kartotek-scope");
  }
};

const clang::tidy::ClangTidyModuleRegistry::Add<Module> module("kartotek",
                                                               "which declarations are looked at");

}  // namespace

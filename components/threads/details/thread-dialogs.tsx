"use client";

import dynamic from "next/dynamic";
import type { Category } from "@/lib/assistants/types";
import type { ThreadServerActions } from "../thread-server-actions";
import type { ThreadActs } from "../use-acts";
import type { DetailActions, DialogRequest } from "./types";

const CategoryDialog = dynamic(() => import("../category-dialog").then((module) => module.CategoryDialog));
const CategoriesDialog = dynamic(() =>
  import("./categories-dialog").then((module) => module.CategoriesDialog),
);
const ShareDialog = dynamic(() => import("./share-dialog").then((module) => module.ShareDialog));
const StatisticsDialog = dynamic(() =>
  import("./statistics-dialog").then((module) => module.StatisticsDialog),
);
const SimilarDialog = dynamic(() => import("../similar-dialog").then((module) => module.SimilarDialog));
const LimitDialog = dynamic(() => import("./limit-dialog").then((module) => module.LimitDialog));

type ThreadDialogsProps = {
  request: DialogRequest;
  categories: Category[];
  details: DetailActions;
  actions: Pick<ThreadServerActions, "saveCategory" | "similarThreads">;
  acts: Pick<ThreadActs, "categorise" | "merge">;
  onClose: () => void;
};

/** The dialog that was asked for, loaded when it is. */
export function ThreadDialogs(props: ThreadDialogsProps) {
  const { request, categories, details, actions, acts, onClose } = props;
  const { saveCategory, similarThreads } = actions;
  switch (request.kind) {
    case "new category":
      return (
        <CategoryDialog
          save={saveCategory}
          onSaved={(category) => acts.categorise(request.threads, category)}
          onClose={onClose}
        />
      );
    case "categories":
      return (
        <CategoriesDialog categories={categories} actions={{ ...details, saveCategory }} onClose={onClose} />
      );
    case "share":
      return <ShareDialog thread={request.thread} actions={details} onClose={onClose} />;
    case "statistics":
      return <StatisticsDialog thread={request.thread} load={details.getStatistics} onClose={onClose} />;
    case "similar":
      return (
        <SimilarDialog thread={request.thread} find={similarThreads} onMerge={acts.merge} onClose={onClose} />
      );
    case "limit":
      return <LimitDialog thread={request.thread} actions={details} onClose={onClose} />;
  }
}

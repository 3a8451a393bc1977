import type { DetailActions } from "@/components/threads/details/types";
import { countCategories, deleteCategory, findLimit, getStatistics, setLimit } from "./detail-actions";
import { findShare, shareThread, stopSharing, updateShare } from "./share-actions";

export const DETAIL_ACTIONS: DetailActions = {
  ...{ findShare, shareThread, updateShare, stopSharing },
  ...{ getStatistics, findLimit, setLimit, countCategories, deleteCategory },
};

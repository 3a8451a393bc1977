/** The editor is code that only a page on which somebody edits needs. */
export const loadQuestionEditor = () => import("./question-editor").then((module) => module.QuestionEditor);

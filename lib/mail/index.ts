export { isAddress, isMailConfigured, type Mail, sendMail } from "./send-mail";

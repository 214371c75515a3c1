import { RefusedScreen } from "@/app/(portal)/refused-screen";

export default function Forbidden() {
  return <RefusedScreen permission="users.view" />;
}

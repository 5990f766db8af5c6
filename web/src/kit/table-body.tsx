// The rows of a data table as antd draws them: heavier than all the rest of a page, so it is fetched beside the page, not before it.
import { Table, type TableProps } from 'antd';

export function TableBody<T extends object>(props: TableProps<T>) {
  return <Table<T> {...props} />;
}

/* What speaks the Model Context Protocol: the official library, in a bundle of its own that is loaded when a server starts. */
export { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
export { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';

// Starts the replica set `dev` once; a later run finds it started and changes nothing.
const admin = connect("mongodb://database-0.database:27017/admin?directConnection=true");
admin.auth(process.env.MONGO_INITDB_ROOT_USERNAME, process.env.MONGO_INITDB_ROOT_PASSWORD);
try {
  admin.adminCommand({ replSetGetStatus: 1 });
} catch (error) {
  if (error.codeName !== "NotYetInitialized") throw error;
  const members = [{ _id: 0, host: "database-0.database:27017" }];
  admin.adminCommand({ replSetInitiate: { _id: "dev", members } });
}
